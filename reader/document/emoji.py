"""The names of emoji that GitHub knows, `:rocket:`, the commonest of them: shown as the sign, read as they are written.

So a mark or a search for the words of the source finds them, whatever is shown. Signs that terminals take for one cell
are given without a selector, which some draw over two.
"""

from __future__ import annotations

from reader.regex import regex

_TABLE = """
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 100 💯 airplane ✈ alarm_clock ⏰ alien 👽 ambulance 🚑 angry 😠 apple 🍎
arrow_down ⬇ arrow_left ⬅ arrow_right ➡ arrow_up ⬆ art 🎨 balloon 🎈 bangbang ‼ bar_chart 📊 bee 🐝 beer 🍺
beers 🍻 bell 🔔 bike 🚲 bird 🐦 birthday 🎂 blue_heart 💙 blush 😊 bomb 💣 book 📖 bookmark 🔖 books 📚 boom 💥
bow 🙇 broken_heart 💔 bug 🐛 building_construction 🏗 bulb 💡 busts_in_silhouette 👥 cake 🍰 calendar 📆
camera 📷 car 🚗 cat 🐱 chart_with_upwards_trend 📈 checkered_flag 🏁 clap 👏 clipboard 📋 closed_book 📕
cloud ☁ clown_face 🤡 cocktail 🍸 coffee ☕ cold_sweat 😰 collision 💥 computer 💻 confetti_ball 🎊 confused 😕
construction 🚧 construction_worker 👷 cookie 🍪 cool 🆒 cow 🐮 credit_card 💳 crown 👑 cry 😢 crying_cat_face 😿
cyclone 🌀 dancer 💃 dart 🎯 dash 💨 disappointed 😞 dizzy 💫 dog 🐶 door 🚪 earth_africa 🌍 earth_americas 🌎
earth_asia 🌏 egg 🥚 electric_plug 🔌 elephant 🐘 email ✉ envelope ✉ exclamation ❗ eyes 👀 facepalm 🤦
file_folder 📁 fire 🔥 fireworks 🎆 fish 🐟 floppy_disk 💾 flushed 😳 four_leaf_clover 🍀 gear ⚙ gem 💎 ghost 👻
gift 🎁 globe_with_meridians 🌐 goal_net 🥅 green_heart 💚 grey_question ❔ grimacing 😬 grin 😁 grinning 😀
guitar 🎸 hammer 🔨 hammer_and_wrench 🛠 hand ✋ handshake 🤝 heart ❤ heart_eyes 😍 hearts ♥
heavy_check_mark ✔ heavy_exclamation_mark ❗ heavy_minus_sign ➖ heavy_multiplication_x ✖
heavy_plus_sign ➕ hocho 🔪 honeybee 🐝 hospital 🏥 hourglass ⌛ house 🏠 hugs 🤗 inbox_tray 📥
information_source ℹ innocent 😇 iphone 📱 jack_o_lantern 🎃 joy 😂 key 🔑 keyboard ⌨ kiss 💋 laughing 😆
link 🔗 lipstick 💄 lock 🔒 loud_sound 🔊 loudspeaker 📢 mag 🔍 mag_right 🔎 mailbox 📫 medal_sports 🏅 mega 📣
memo 📝 microscope 🔬 money_with_wings 💸 moneybag 💰 monkey 🐒 moon 🌔 mountain ⛰ muscle 💪 musical_note 🎵
mute 🔇 nail_care 💅 necktie 👔 nerd_face 🤓 neutral_face 😐 new 🆕 newspaper 📰 no_entry ⛔ no_entry_sign 🚫
notebook 📓 notes 🎶 ocean 🌊 octopus 🐙 ok 🆗 ok_hand 👌 open_book 📖 open_file_folder 📂 open_mouth 😮
orange_heart 🧡 outbox_tray 📤 package 📦 page_facing_up 📄 page_with_curl 📃 palm_tree 🌴 panda_face 🐼
paperclip 📎 partying_face 🥳 pencil 📝 pencil2 ✏ penguin 🐧 pensive 😔 phone ☎ pizza 🍕 point_down 👇
point_left 👈 point_right 👉 point_up ☝ police_car 🚓 poop 💩 pray 🙏 printer 🖨 purple_heart 💜 pushpin 📌
question ❓ rabbit 🐰 radio 📻 rage 😡 rainbow 🌈 raised_hand ✋ raised_hands 🙌 recycle ♻ red_circle 🔴
relaxed ☺ relieved 😌 rewind ⏪ ribbon 🎀 robot 🤖 rocket 🚀 rofl 🤣 roll_eyes 🙄 rose 🌹 rotating_light 🚨
round_pushpin 📍 runner 🏃 satellite 📡 satisfied 😆 scream 😱 scroll 📜 see_no_evil 🙈 seedling 🌱 shield 🛡
ship 🚢 shrug 🤷 skull 💀 sleeping 😴 slightly_frowning_face 🙁 slightly_smiling_face 🙂 smile 😄 smiley 😃
smirk 😏 snail 🐌 snake 🐍 snowflake ❄ snowman ⛄ sob 😭 soon 🔜 sos 🆘 sparkle ❇ sparkles ✨ sparkling_heart 💖
speak_no_evil 🙊 speech_balloon 💬 star ⭐ star2 🌟 star_struck 🤩 stop_sign 🛑 stopwatch ⏱ stuck_out_tongue 😛
sun_with_face 🌞 sunflower 🌻 sunglasses 😎 sunny ☀ sunrise 🌅 sweat 😓 sweat_smile 😅 tada 🎉 tea 🍵
telescope 🔭 test_tube 🧪 thinking 🤔 thought_balloon 💭 toolbox 🧰 top 🔝 traffic_light 🚥
triangular_flag_on_post 🚩 triangular_ruler 📐 trophy 🏆 truck 🚚 tulip 🌷 turtle 🐢 two_hearts 💕 umbrella ☔
unamused 😒 unicorn 🦄 unlock 🔓 up 🆙 upside_down_face 🙃 warning ⚠ wastebasket 🗑 watch ⌚ wave 👋 weary 😩
whale 🐳 white_check_mark ✅ wine_glass 🍷 wink 😉 wolf 🐺 world_map 🗺 worried 😟 wrench 🔧 writing_hand ✍ x ❌
yellow_heart 💛 yum 😋 zap ⚡ zzz 💤
"""
_NAMES = _TABLE.split()
_SIGNS = dict(zip(_NAMES[::2], _NAMES[1::2], strict=True))
# names one behind the other; in `10:30:00`, `std::vector` and `a:x:b` there is none
_CODES = regex(r"(?<![A-Za-z0-9_:/])(?::[a-z0-9_+-]{1,30}:){1,40}(?![A-Za-z0-9_:/])")


def parts(text: str) -> list[tuple[str, str]]:
    """`text` in parts, each with the emoji that is shown for it, "" where it is shown as it is."""
    found: list[tuple[str, str]] = []
    at = 0
    for codes in _CODES.finditer(text):
        names = codes[0][1:-1].split("::")
        if all(name in _SIGNS for name in names):
            found += [(text[at : codes.start()], ""), *((f":{name}:", _SIGNS[name]) for name in names)]
            at = codes.end()
    return [*found, (text[at:], "")]
