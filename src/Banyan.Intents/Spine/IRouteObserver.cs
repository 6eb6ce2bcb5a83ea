namespace Banyan.Intents.Spine;

/// <summary>Hears of events of the migration: metrics, alerts, the console's subscription. Calls must return at once.</summary>
internal interface IRouteObserver
{
    /// <summary>An intent stands on another stage now: taken back by its figures, or put back by an operator. A changed setting is told by whoever changes it.</summary>
    void OnStageChanged(StageChange change);
}
