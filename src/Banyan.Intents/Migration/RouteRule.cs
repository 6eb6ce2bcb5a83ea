using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Turns stage, binding and health into a choice: pure but for the places of probes it takes.</summary>
internal sealed class RouteRule(Circuits circuits)
{
    private const string Primary = "primary", Affinity = "affinity", Fallback = "fallback";

    /// <summary>Chooses.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="stage">The stage in force.</param>
    /// <param name="isInCanary">Whether the person is on the modern side of a canary.</param>
    /// <param name="bound">The side the person's latest write went to; null when free.</param>
    public RouteChoice Choose(Intent intent, StageInForce stage, bool isInCanary, Generation? bound)
    {
        if (!StageInForce.IsPair(intent))
        {
            return Alone(intent.Legacy ?? intent.Modern, intent, stage);
        }

        var isModern = stage.Stage is Stage.Modern or Stage.ModernOnly || (stage.Stage == Stage.Canary && isInCanary);
        var (preferred, other) = isModern ? (intent.Modern!, intent.Legacy!) : (intent.Legacy!, intent.Modern!);
        if (stage.Stage == Stage.ModernOnly)
        {
            return Alone(preferred, intent, stage);
        }

        if (bound is { } side)
        {
            return Bound(side == Generation.Modern ? intent.Modern! : intent.Legacy!, preferred, intent, stage);
        }

        // Nobody falls from legacy to modern: below modern it is not proved good enough.
        var fallback = isModern ? other : null;
        if (circuits.TryEnter(preferred.Backend, intent.Key))
        {
            var next = fallback is not null && !circuits.IsOpen(fallback.Backend, intent.Key) ? fallback : null;
            return new RouteChoice(preferred, next, ShadowOf(intent, stage, other), stage.Word, Primary, null);
        }

        return fallback is not null && circuits.TryEnter(fallback.Backend, intent.Key)
            ? new RouteChoice(fallback, null, null, stage.Word, Fallback, null)
            : Nobody(stage, preferred, "can't be reached");
    }

    private static IntentOperation? ShadowOf(Intent intent, StageInForce stage, IntentOperation other) =>
        intent.Effect == Effect.Read && stage.Sample > 0 && stage.Stage is Stage.Shadow or Stage.Canary ? other : null;

    private static RouteChoice Nobody(StageInForce stage, IntentOperation operation, string why) =>
        new(null, null, null, stage.Word, Primary, new Problem(ProblemWords.BackendUnavailable, $"Temporarily unavailable: {operation.Backend.Name} {why} right now. Try again in a minute."));

    private RouteChoice Alone(IntentOperation? only, Intent intent, StageInForce stage)
    {
        if (only is null)
        {
            return new RouteChoice(null, null, null, stage.Word, Primary, new Problem(ProblemWords.BackendUnavailable, $"No backend does {intent.Key}: ask an operator."));
        }

        return circuits.TryEnter(only.Backend, intent.Key) ? new RouteChoice(only, null, null, stage.Word, Primary, null) : Nobody(stage, only, "can't be reached");
    }

    // The other side has not seen the person's latest change: it neither answers nor is compared.
    private RouteChoice Bound(IntentOperation operation, IntentOperation preferred, Intent intent, StageInForce stage) =>
        circuits.TryEnter(operation.Backend, intent.Key)
            ? new RouteChoice(operation, null, null, stage.Word, operation == preferred ? Primary : Affinity, null)
            : Nobody(stage, operation, "holds your latest changes and can't be reached");
}
