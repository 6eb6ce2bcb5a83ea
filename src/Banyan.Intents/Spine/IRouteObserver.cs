namespace Banyan.Intents.Spine;

/// <summary>Hears of events of the migration: metrics, alerts, the console's subscription. Calls must return at once.</summary>
internal interface IRouteObserver
{
    /// <summary>An intent stands on another stage now: taken back by its figures, or set by an operator.</summary>
    void OnStageChanged(StageChange change);
}
