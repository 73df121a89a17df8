import QtQuick
import TfCollab.Theme

// One of a few, side by side; options: [{text, value}].
Row {
    id: segments

    property var options: []
    property var value
    property string label: ""
    signal chosen(var value)

    spacing: 2
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Repeater {
        model: segments.options
        AppButton {
            required property var modelData
            text: modelData.text
            checked: modelData.value === segments.value
            Accessible.checkable: true
            Accessible.checked: checked
            font.weight: checked ? Font.DemiBold : Font.Normal
            background: Rectangle {
                radius: Theme.radius
                color: parent.checked ? Theme.pressed : parent.hovered ? Theme.raised : "transparent"
                border.width: parent.checked ? 2 : 1
                border.color: parent.checked ? Theme.accent : Theme.rule
                FocusRing {
                    control: parent.parent
                }
            }
            onClicked: segments.chosen(modelData.value)
        }
    }
}
