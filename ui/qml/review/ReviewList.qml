import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video

// The measurements, each with the frame of its break-up. Up and down choose; Return goes to the very frame.
ListView {
    id: list

    // a number, so that a correction changes the rows and does not make them anew
    model: app.review.measurements.length
    clip: true
    spacing: Theme.gap
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: false
    implicitHeight: contentHeight
    currentIndex: app.review.measurements.findIndex(one => one.number === app.review.selected)
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Measurements")
    Keys.onUpPressed: app.review.select_next(-1)
    Keys.onDownPressed: app.review.select_next(1)
    Keys.onReturnPressed: app.review.show_breakup(app.review.selected)

    AppText {
        anchors.centerIn: parent
        width: parent.width
        visible: list.count === 0
        horizontalAlignment: Text.AlignHCenter
        color: Theme.muted
        text: qsTr("No measurement was found: the eye is never open for long enough after a blink.")
    }

    delegate: Rectangle {
        id: row

        required property int index
        readonly property var modelData: app.review.measurements[index] ?? ({
                "number": 0,
                "time": null,
                "decision": "",
                "acceptable": true,
                "reasons": [],
                "pictureFrame": 0
            })
        readonly property bool chosen: modelData.number === app.review.selected
        readonly property bool rejected: modelData.decision === "rejected"
        readonly property int shownFrame: modelData.pictureFrame

        objectName: "measurement" + modelData.number
        width: ListView.view.width
        height: Math.max(column.implicitHeight, small.height) + 2 * Theme.gap
        radius: Theme.radius
        color: chosen ? Theme.pressed : pointer.containsMouse ? Theme.raised : Theme.surface
        border.width: chosen ? 2 : 1
        border.color: chosen ? Theme.accent : Theme.rule
        Accessible.role: Accessible.ListItem
        Accessible.name: qsTr("Measurement %1").arg(modelData.number) + ": " + ReviewWords.time(modelData.time)
        Accessible.onPressAction: app.review.show_breakup(modelData.number)

        MouseArea {
            id: pointer
            anchors.fill: parent
            hoverEnabled: true
            cursorShape: Qt.PointingHandCursor
            onClicked: {
                list.forceActiveFocus();
                app.review.show_breakup(row.modelData.number);
            }
        }
        VideoView {
            id: small
            objectName: "thumbnail" + row.modelData.number
            property int made: 0
            x: Theme.gap
            y: Theme.gap
            width: 56 * Theme.scale
            height: width
            opacity: row.rejected ? 0.4 : 1
            outline: false
            layers: ["network"]
            readonly property var thumbnail: made >= 0 ? app.review.thumbnail(row.shownFrame) : undefined
            Binding on picture {
                when: small.thumbnail !== undefined
                value: small.thumbnail
            }
            Connections {
                target: app.review
                function onThumbnailsChanged() {
                    small.made += 1;
                }
            }
        }
        ColumnLayout {
            id: column
            anchors {
                left: small.right
                right: parent.right
                top: parent.top
                margins: Theme.gap
                leftMargin: Theme.gap * 1.5
            }
            spacing: 2
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap
                AppText {
                    text: row.modelData.number + "."
                    color: Theme.muted
                    Accessible.ignored: true
                }
                AppText {
                    objectName: "time" + row.modelData.number
                    Layout.fillWidth: true
                    text: ReviewWords.time(row.modelData.time)
                    font.pixelSize: Theme.large
                    font.weight: Font.DemiBold
                    font.strikeout: row.rejected
                }
                Mark {
                    visible: text !== ""
                    text: ReviewWords.decision(row.modelData.decision)
                    dot: row.rejected ? Theme.danger : Theme.good
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap
                AppText {
                    visible: text !== ""
                    text: Words.interval(row.modelData)
                    color: Theme.muted
                    font.pixelSize: Theme.small
                }
                AppText {
                    Layout.fillWidth: true
                    font.pixelSize: Theme.small
                    color: row.modelData.acceptable ? Theme.good : Theme.warning
                    text: row.modelData.acceptable ? qsTr("Good quality") : qsTr("Doubtful quality")
                }
            }
            AppText {
                objectName: "reasons" + row.modelData.number
                Layout.fillWidth: true
                visible: row.chosen && text !== ""
                text: row.modelData.reasons.map(Words.said).join("; ")
                color: Theme.warning
                font.pixelSize: Theme.small
            }
        }
    }
}
