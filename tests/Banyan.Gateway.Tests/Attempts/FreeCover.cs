using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Attempts;

/// <summary>Every attempt can be paid.</summary>
internal sealed class FreeCover : IAttemptCover
{
    public ValueTask<Failure?> CoverAsync(Exchange exchange, CancellationToken cancellationToken) => default;
}
