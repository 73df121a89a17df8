import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One question: the numbers that the form offers, and none. By keys: a digit answers and goes on, arrows change it.
FocusScope {
    id: row

    property string label: ""
    property int highest: 4
    // largest answer of all questions, so that their numbers stand below each other
    property int most: 4
    // null where there is no answer
    property var value: null
    signal chosen(var value)
    // by a key, which goes on to the next question
    signal answered
    signal before

    implicitHeight: Math.max(Theme.target, label.implicitHeight)
    activeFocusOnTab: true
    Accessible.role: Accessible.Grouping
    Accessible.name: value === null ? qsTr("%1: no answer").arg(row.label) : qsTr("%1: %2").arg(row.label).arg(value)
    Accessible.focusable: true
    Keys.onPressed: event => {
        const digit = event.key - Qt.Key_0;
        event.accepted = true;
        if (digit >= 0 && digit <= row.highest) {
            row.chosen(digit);
            row.answered();
        } else if (event.key === Qt.Key_Period || event.key === Qt.Key_Minus) {
            row.chosen(null);
            row.answered();
        } else if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete) {
            row.chosen(null);
        } else if (event.key === Qt.Key_Right) {
            row.chosen(row.value === null ? 0 : Math.min(row.highest, row.value + 1));
        } else if (event.key === Qt.Key_Left) {
            row.chosen(row.value === null || row.value === 0 ? null : row.value - 1);
        } else if (event.key === Qt.Key_Down) {
            row.answered();
        } else if (event.key === Qt.Key_Up) {
            row.before();
        } else {
            event.accepted = false;
        }
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap
        AppText {
            id: label
            Layout.fillWidth: true
            text: row.label
            Accessible.ignored: true
        }
        Item {
            Layout.preferredWidth: (row.most + 2) * (Theme.target + cells.spacing)
            Layout.fillHeight: true
            FocusRing {
                visible: row.activeFocus
            }
            Row {
                id: cells
                spacing: 2
                Repeater {
                    model: row.highest + 2
                    AppButton {
                        id: cell
                        required property int index
                        readonly property var offered: index > row.highest ? null : index
                        objectName: row.objectName + "_" + (offered ?? "none")
                        implicitWidth: Theme.target
                        focusPolicy: Qt.NoFocus
                        text: offered ?? "–"
                        kind: checked && offered !== null ? "primary" : "plain"
                        checked: row.value === offered
                        font.weight: checked ? Font.DemiBold : Font.Normal
                        Accessible.role: Accessible.RadioButton
                        Accessible.name: offered === null ? qsTr("%1: no answer").arg(row.label) : qsTr("%1: %2").arg(row.label).arg(offered)
                        Accessible.checkable: true
                        Accessible.checked: checked
                        background: Rectangle {
                            radius: Theme.radius
                            color: cell.checked ? (cell.offered === null ? Theme.raised : Theme.accent) : cell.hovered ? Theme.raised : "transparent"
                            border.width: cell.checked ? 2 : 1
                            border.color: cell.checked ? (cell.offered === null ? Theme.fieldRule : Theme.accent) : Theme.rule
                        }
                        onClicked: {
                            row.forceActiveFocus(Qt.MouseFocusReason);
                            row.chosen(offered);
                        }
                    }
                }
            }
        }
    }
}
