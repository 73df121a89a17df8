pragma Singleton
import QtQuick

// Colours, sizes and type of every screen. Colours that mean something also differ in lightness, and never stand
// without a word: blue for the film being whole, orange for break-up, as in the report.
QtObject {
    id: theme

    readonly property var chosen: app.settings.interface
    readonly property bool dark: chosen.theme === "dark"
    readonly property real scale: chosen.text_scale

    // grounds, from the window's to what lies on top
    readonly property color window: dark ? "#11161a" : "#eef1f3"
    readonly property color surface: dark ? "#1a2127" : "#ffffff"
    readonly property color raised: dark ? "#252e36" : "#f4f6f8"
    readonly property color pressed: dark ? "#303b45" : "#e2e8ec"
    readonly property color rule: dark ? "#35414b" : "#cdd5db"
    readonly property color fieldRule: dark ? "#66757f" : "#7d8a94"

    readonly property color text: dark ? "#eef2f4" : "#15191d"
    readonly property color muted: dark ? "#a9b5be" : "#4f5b65"
    readonly property color faint: dark ? "#7f8c96" : "#6b7780"

    readonly property color accent: dark ? "#56b4e9" : "#0b5c7a"
    readonly property color accentText: dark ? "#0c1317" : "#ffffff"
    readonly property color focus: dark ? "#ffd166" : "#a15c00"
    readonly property color intact: dark ? "#56b4e9" : "#0072b2"
    readonly property color broken: dark ? "#ff9a3c" : "#b34700"
    readonly property color good: dark ? "#7fd6b0" : "#00664a"
    readonly property color warning: dark ? "#f0c05a" : "#7a5200"
    readonly property color warningGround: dark ? "#3a2f14" : "#fff3d6"
    readonly property color danger: dark ? "#ff8a80" : "#a11212"
    readonly property color dangerGround: dark ? "#401c1c" : "#fde4e2"
    readonly property color scrim: dark ? "#b0000000" : "#80000000"

    // frame classes of bands and marks
    readonly property var classes: ({
            "clear": intact,
            "broken": broken,
            "blur": dark ? "#8b969f" : "#9aa5ad",
            "closed": dark ? "#4a5660" : "#39424b"
        })

    // times of first break-up, early is strong; the steps of the report's map
    readonly property var timeLimits: [2, 4, 6, 8, 10, 15, 1e9]
    readonly property var timeColours: ["#5f0000", "#a50f0f", "#d7301f", "#f16f4b", "#fc9f6b", "#fdc692", "#fee3c2"]
    readonly property color stable: dark ? "#2b5468" : "#d9eaf2"
    readonly property color notSeen: dark ? "#2b3238" : "#eceeef"

    function timeColour(seconds) {
        return timeColours[timeLimits.findIndex(limit => seconds < limit)];
    }

    // type, in device-independent pixels
    readonly property int small: Math.round(13 * scale)
    readonly property int body: Math.round(15 * scale)
    readonly property int large: Math.round(19 * scale)
    readonly property int heading: Math.round(25 * scale)
    readonly property int figure: Math.round(44 * scale)

    // spaces and sizes; a target is as large as a finger
    readonly property int gap: Math.round(8 * scale)
    readonly property int pad: Math.round(16 * scale)
    readonly property int target: Math.round(44 * scale)
    readonly property int radius: 6
    readonly property int quick: 120
}
