import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// kind: "plain", "primary" (the one thing to do now), "quiet" (no ground) or "danger".
Button {
    id: button

    property string kind: "plain"
    property string hint: ""
    // an action of the shortcut registry, whose key is shown and named
    property string does: ""
    readonly property string key: does ? (Words.keys[does] ?? "") : ""

    implicitHeight: Math.max(Theme.target, label.implicitHeight + Theme.gap)
    implicitWidth: Math.max(Theme.target, row.implicitWidth + 2 * Theme.pad)
    font.pixelSize: Theme.body
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text + (key ? " (" + key + ")" : "")
    Accessible.description: hint

    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.gap
            Text {
                id: label
                text: button.text
                font: button.font
                color: !button.enabled ? Theme.faint : button.kind === "primary" ? Theme.accentText : button.kind === "danger" ? Theme.danger : Theme.text
                anchors.verticalCenter: parent.verticalCenter
            }
            Text {
                text: button.key
                visible: text !== "" && button.enabled
                font.pixelSize: Theme.small
                color: button.kind === "primary" ? Theme.accentText : Theme.faint
                opacity: 0.85
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: {
            if (button.kind === "primary")
                return !button.enabled ? Theme.raised : button.down ? Qt.darker(Theme.accent, 1.2) : button.hovered ? Qt.lighter(Theme.accent, 1.1) : Theme.accent;
            return button.down || button.checked ? Theme.pressed : button.hovered ? Theme.raised : button.kind === "quiet" ? "transparent" : Theme.raised;
        }
        border.width: button.kind === "quiet" || button.kind === "primary" ? 0 : 1
        border.color: button.kind === "danger" && button.enabled ? Theme.danger : Theme.rule
        FocusRing {
            control: button
        }
    }
}
