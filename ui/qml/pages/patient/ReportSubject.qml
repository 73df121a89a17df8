import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What the report is on: a visit or all of them, both eyes or one.
Card {
    id: card

    readonly property var visits: Visits.all
    readonly property bool known: app.patient.state === "ready"
    // empty for the follow-up
    property string visit: ""
    property string eye: ""
    property bool byHand: false
    // before that, what is said of the visits here is not known yet
    property bool complete: false
    readonly property var eyes: {
        const held = visits.filter(one => visit === "" || one.id === visit);
        return ["OD", "OS"].filter(code => held.some(one => one.eyes.includes(code)));
    }

    function take(id) {
        visit = id;
        if (!eyes.includes(eye))
            eye = "";
        app.report.choose(visit, eye);
    }
    // the newest visit, once they are known as they are now: an exam that has just ended is one of them
    function begin() {
        const newest = known && visits.length > 0 ? visits[0].id : visit;
        if (complete && !byHand && newest !== visit)
            take(newest);
    }

    title: qsTr("Report on")
    onVisitsChanged: begin()
    onKnownChanged: begin()
    Component.onCompleted: {
        complete = true;
        begin();
    }
    AppChoice {
        objectName: "reportVisit"
        Layout.fillWidth: true
        label: qsTr("Report on")
        model: card.visits.map(one => ({
                    "text": qsTr("Visit %1").arg(one.at),
                    "value": one.id
                })).concat([
            {
                "text": qsTr("Follow-up: all visits"),
                "value": ""
            }
        ])
        currentIndex: {
            const place = card.visits.findIndex(one => one.id === card.visit);
            return place < 0 ? card.visits.length : place;
        }
        onActivated: {
            card.byHand = true;
            card.take(currentValue);
        }
    }
    Segments {
        objectName: "reportEyes"
        visible: card.eyes.length > 1
        label: qsTr("Eyes in the report")
        value: card.eye
        options: [
            {
                "text": qsTr("Both eyes"),
                "value": ""
            }
        ].concat(card.eyes.map(code => ({
                    "text": code,
                    "value": code
                })))
        onChosen: value => {
            card.byHand = true;
            card.eye = value;
            app.report.choose(card.visit, value);
        }
    }
}
