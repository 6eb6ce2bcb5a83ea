using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Attempts;

/// <summary>Learns nothing.</summary>
internal sealed class NoLearning : IAttemptLearning
{
    public void Started(Attempt attempt)
    {
    }

    public void Began(Attempt attempt, TimeSpan firstToken)
    {
    }

    public void Ended(Exchange exchange, Attempt attempt)
    {
    }

    public TimeSpan? LateAfter(ModelEntry model, double share) => null;
}
