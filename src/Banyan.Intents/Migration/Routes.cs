using Banyan.Intents.Migration.Shadows;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Says which side does an intent, and learns from how it went.</summary>
internal sealed class Routes(RouteMemory memory, RouteJudge judge, RouteRule rule, RouteNeighbours near) : IRoutes
{
    /// <inheritdoc />
    public ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject, CancellationToken cancellationToken) => ChooseAsync(intent, subject, "", cancellationToken);

    /// <inheritdoc />
    public async ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject, string runId, CancellationToken cancellationToken)
    {
        var settings = near.Settings.Current;
        var stage = (await memory.OfAsync(subject.Tenant, intent.Key)).StageOf(intent, settings);
        var bound = StageInForce.IsPair(intent) ? await near.Bindings.FindAsync(subject, intent.Family, runId, cancellationToken) : null;
        return rule.Choose(intent, stage, Buckets.IsInCanary(settings.Seed, intent.Family, subject, stage.Percent), bound);
    }

    /// <inheritdoc />
    public void Report(RouteReport report) => judge.Called(report, CallCount.Answer);

    /// <inheritdoc />
    public ValueTask BindAsync(Intent intent, Subject subject, Generation side, CancellationToken cancellationToken) => BindAsync(intent, subject, side, "", cancellationToken);

    /// <inheritdoc />
    public ValueTask BindAsync(Intent intent, Subject subject, Generation side, string runId, CancellationToken cancellationToken) =>
        near.Bindings.BindAsync(subject, intent.Family, (side, runId), cancellationToken);

    /// <inheritdoc />
    public void Shadow(ShadowRead read) => near.Shadows.Take(read);
}

/// <summary>What routes work with beside stages and health.</summary>
internal sealed record RouteNeighbours(IIntentSettings Settings, Bindings Bindings, ShadowReads Shadows);
