import QtQuick
import TfCollab.Theme

// Something is being done: a short bar that runs to and fro.
Rectangle {
    id: busy

    property bool running: true

    implicitWidth: 160 * Theme.scale
    implicitHeight: 4
    radius: 2
    color: Theme.raised
    visible: running
    clip: true
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Busy")
    Rectangle {
        id: runner
        width: parent.width / 3
        height: parent.height
        radius: 2
        color: Theme.accent
        SequentialAnimation on x {
            running: busy.running && busy.visible
            loops: Animation.Infinite
            NumberAnimation {
                from: 0
                to: busy.width - runner.width
                duration: 900
                easing.type: Easing.InOutQuad
            }
            NumberAnimation {
                from: busy.width - runner.width
                to: 0
                duration: 900
                easing.type: Easing.InOutQuad
            }
        }
    }
}
