import QtQuick
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video

// The frame with which the break-up was certain: what somebody accepts or rejects.
Rectangle {
    id: inset

    required property var still
    property real opacityOfLayer: 1

    height: width * 0.75 + caption.implicitHeight + Theme.gap
    radius: Theme.radius
    color: Theme.surface
    border.width: 2
    border.color: Theme.broken
    Accessible.role: Accessible.Graphic
    Accessible.name: caption.text
    AppText {
        id: caption
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: Theme.gap
            topMargin: Theme.gap / 2
        }
        text: qsTr("At the break-up")
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        color: Theme.broken
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }
    VideoView {
        objectName: "breakupStill"
        anchors {
            left: parent.left
            right: parent.right
            top: caption.bottom
            bottom: parent.bottom
            margins: 4
        }
        feed: inset.still
        layers: ["breakup"]
        layerOpacity: inset.opacityOfLayer
    }
}
