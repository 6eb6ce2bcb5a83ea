using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>Keeps asks from providers that do not promise of data what is demanded. What is not promised is not assumed.</summary>
internal static class TermsWall
{
    private static readonly Lack Trains = new(LackKind.Terms, "has a provider that does not promise to train on nothing it is sent, which the service demands"),
        Keeps = new(LackKind.Terms, "has a provider that does not promise to keep data no longer than the service demands"),
        Elsewhere = new(LackKind.Terms, "has a provider that does not say it processes data where the service demands");

    /// <summary>What a provider lacks; null when it meets the demand.</summary>
    /// <remarks>The mock sends nothing anywhere. One within the operator's own walls need not promise what it is for the operator to do, but where it stands must be said.</remarks>
    public static Lack? Of(DataDemand demand, Provider provider)
    {
        if (provider.Kind == "mock")
        {
            return null;
        }

        var terms = provider.DataTerms;
        return demand.NoTraining && !provider.IsInternal && terms is not { NoTraining: true } ? Trains
            : demand.MaxRetention is { } most && !provider.IsInternal && !(terms?.Retention <= most) ? Keeps
            : demand.AllowsRegion(terms?.Region) ? null : Elsewhere;
    }
}
