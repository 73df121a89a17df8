import QtQuick
import TfCollab.Theme
import TfCollab.Controls

// Focus, centring, size and exposure in words.
Flow {
    id: aids

    property var aid: ({})

    spacing: Theme.gap
    Mark {
        text: aids.aid.focus === undefined ? "" : aids.aid.focus >= 0.5 ? qsTr("In focus") : qsTr("Out of focus")
        dot: aids.aid.focus >= 0.5 ? Theme.good : Theme.warning
    }
    Mark {
        text: {
            if (aids.aid.focus === undefined)
                return "";
            if (aids.aid.x === undefined || aids.aid.x === null)
                return qsTr("No rings");
            if (aids.aid.centred)
                return qsTr("Centred");
            // the picture's side on which the rings are is where the camera has to go
            if (Math.abs(aids.aid.x) > Math.abs(aids.aid.y))
                return aids.aid.x > 0 ? qsTr("Rings too far right") : qsTr("Rings too far left");
            return aids.aid.y > 0 ? qsTr("Rings too low") : qsTr("Rings too high");
        }
        dot: aids.aid.centred ? Theme.good : Theme.warning
    }
    Mark {
        objectName: "fine"
        text: aids.aid.fine ? qsTr("Rings too fine: come nearer, or record larger pictures") : ""
        dot: Theme.warning
    }
    Mark {
        text: ({
                "good": qsTr("Well exposed"),
                "dark": qsTr("Too dark"),
                "bright": qsTr("Too bright")
            })[aids.aid.exposure] ?? ""
        dot: aids.aid.exposure === "good" ? Theme.good : Theme.warning
    }
}
