namespace Banyan.Intents.Spine;

/// <summary>Says which side does an intent, by stage, health and affinity. Implemented by Migration.</summary>
internal interface IRoutes
{
    /// <summary>Chooses for one call.</summary>
    ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject, CancellationToken cancellationToken);

    /// <summary>Chooses for one call of a run: a write of the same run binds it to its side, however long the run waited for a yes.</summary>
    ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject, string runId, CancellationToken cancellationToken) => ChooseAsync(intent, subject, cancellationToken);

    /// <summary>Tells how a call went: feeds breakers, the board and demotion. Returns at once.</summary>
    void Report(RouteReport report);

    /// <summary>Binds the person's reads of a family to the side that took a write, for 10 minutes and on every node.</summary>
    ValueTask BindAsync(Intent intent, Subject subject, Generation side, CancellationToken cancellationToken);

    /// <summary>The same, and for the rest of the run that wrote.</summary>
    ValueTask BindAsync(Intent intent, Subject subject, Generation side, string runId, CancellationToken cancellationToken) => BindAsync(intent, subject, side, cancellationToken);

    /// <summary>Asks the other side too and compares, after the answer. Reads only; returns at once.</summary>
    void Shadow(ShadowRead read);
}
