import QtQuick
import TfCollab.Theme

// How far something is. share: 0-1, negative where it is not known. label: what is being done.
Column {
    id: progress

    property real share: -1
    property string label: ""

    spacing: Theme.gap / 2
    AppText {
        width: parent.width
        text: progress.share >= 0 ? qsTr("%1: %2 %").arg(progress.label).arg(Math.round(100 * progress.share)) : progress.label
        color: Theme.muted
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }
    Rectangle {
        width: parent.width
        height: 8 * Theme.scale
        visible: progress.share >= 0
        radius: height / 2
        color: Theme.raised
        Accessible.role: Accessible.ProgressBar
        Accessible.name: progress.label
        Rectangle {
            width: parent.width * Math.max(0, Math.min(1, progress.share))
            height: parent.height
            radius: height / 2
            color: Theme.accent
        }
    }
    AppBusy {
        width: parent.width
        running: progress.visible && progress.share < 0
    }
}
