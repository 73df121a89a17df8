import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

Slider {
    id: slider

    property string label: ""

    implicitHeight: Theme.target
    implicitWidth: 200 * Theme.scale
    Accessible.name: label
    background: Rectangle {
        x: slider.leftPadding
        y: slider.topPadding + slider.availableHeight / 2 - height / 2
        width: slider.availableWidth
        height: 6
        radius: 3
        color: Theme.fieldRule
        opacity: slider.enabled ? 1 : 0.5
        Rectangle {
            width: slider.visualPosition * parent.width
            height: parent.height
            radius: 3
            color: Theme.accent
        }
    }
    handle: Rectangle {
        x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
        y: slider.topPadding + slider.availableHeight / 2 - height / 2
        width: 22 * Theme.scale
        height: width
        radius: width / 2
        color: slider.pressed ? Qt.lighter(Theme.accent, 1.2) : Theme.accent
        border.width: 2
        border.color: Theme.surface
        FocusRing {
            radius: width / 2
            control: slider
        }
    }
}
