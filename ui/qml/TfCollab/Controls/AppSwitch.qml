import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// On or off, by where the knob stands as well as by colour.
Switch {
    id: control

    implicitHeight: Theme.target
    font.pixelSize: Theme.body
    spacing: Theme.gap
    Accessible.name: text
    indicator: Rectangle {
        implicitWidth: 44 * Theme.scale
        implicitHeight: 24 * Theme.scale
        x: control.leftPadding
        y: (control.height - height) / 2
        radius: height / 2
        color: control.checked ? Theme.accent : Theme.raised
        border.width: 1
        border.color: control.checked ? Theme.accent : Theme.fieldRule
        Rectangle {
            x: control.checked ? parent.width - width - 3 : 3
            y: 3
            width: parent.height - 6
            height: width
            radius: width / 2
            color: control.checked ? Theme.accentText : Theme.muted
            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            radius: height / 2
            control: control
        }
    }
    contentItem: Text {
        leftPadding: control.indicator.width + control.spacing
        text: control.text
        font: control.font
        color: control.enabled ? Theme.text : Theme.faint
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignVCenter
    }
}
