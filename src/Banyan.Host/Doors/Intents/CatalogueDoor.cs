using Banyan.Intents;

namespace Banyan.Host.Doors.Intents;

/// <summary>What can be asked for, and how far each of it has migrated.</summary>
internal sealed class CatalogueDoor(IntentViews views)
{
    /// <summary>Lists the intents the person may ask for.</summary>
    public Task ListAsync(IntentCall call) => JsonAnswer.SendAsync(call, views.CatalogueFor(call.Subject));

    /// <summary>Shows the migration board over <c>window</c>.</summary>
    public async Task BoardAsync(IntentCall call)
    {
        string? window = call.Http.Request.Query["window"];
        var board = await views.BoardAsync(call.Subject.Tenant, string.IsNullOrEmpty(window) ? null : window, call.Token);
        await (board is { } shown ? JsonAnswer.SendAsync(call, shown) : call.Problems.RefuseAsync(IntentFailures.Invalid("'window' must be one of 1h, 24h, 7d, 30d.", "window")));
    }
}
