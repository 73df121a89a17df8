import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video
import "../exam"

// After the record was made: the camera, then a test picture. All of it can be done later, in an exam.
Card {
    id: card

    readonly property var live: app.exam.live
    readonly property bool tests: app.exam.stage !== "off"
    readonly property bool seen: app.exam.stage === "ready"

    title: tests ? qsTr("3 of 3: a test picture") : qsTr("2 of 3: the camera")
    note: tests ? qsTr("Hold the camera before an eye, or before a picture of one, until the rings are found.") : qsTr("Which camera looks at the eye? It is remembered, and can be changed before each exam.")
    CameraList {
        Layout.fillWidth: true
        visible: !card.tests
        onChosen: (number, name) => app.exam.open_camera(number, name)
    }
    Banner {
        objectName: "testTrouble"
        Layout.fillWidth: true
        kind: card.live.trouble.code === "opening" ? "note" : "error"
        text: {
            const trouble = card.live.trouble;
            if (!card.tests || trouble.code === "")
                return "";
            return trouble.code === "opening" ? qsTr("Opening the models and the camera …") : Words.said(trouble.text) || qsTr("No picture from the camera: check its cable.");
        }
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(width * 0.6, 420 * Theme.scale)
        visible: card.tests
        color: "black"
        radius: Theme.radius
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Test picture")
        VideoView {
            objectName: "testVideo"
            anchors {
                fill: parent
                margins: 2
            }
            feed: card.live
            aids: true
        }
        AidMarks {
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: Theme.gap
            }
            visible: card.seen
            aid: card.live.aid
        }
    }
    ExposureStep {
        exposure: card.live.exposure
    }
    AppButton {
        objectName: "testGood"
        Layout.fillWidth: true
        visible: card.tests
        enabled: card.seen
        kind: "primary"
        text: qsTr("The picture is good")
        onClicked: app.finish_first_steps()
    }
    AppButton {
        objectName: "testOther"
        Layout.fillWidth: true
        visible: card.tests
        text: qsTr("Another camera")
        onClicked: app.exam.leave()
    }
    Flow {
        Layout.fillWidth: true
        visible: !card.tests
        spacing: Theme.gap
        AppButton {
            objectName: "testSample"
            text: qsTr("Sample recording in its place")
            onClicked: app.exam.play_sample_as_camera()
        }
        AppButton {
            objectName: "testLater"
            text: qsTr("Later")
            onClicked: app.finish_first_steps()
        }
    }
}
