using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Attempts;

/// <summary>Providers that are never full, or full of those named.</summary>
internal sealed class WideRoom(params string[] full) : IProviderRoom, IModelRoom
{
    private string[] _full = full;

    /// <summary>From now on these are full.</summary>
    public void Fill(params string[] names) => _full = names;

    public bool IsFull(Exchange exchange, Provider provider) => _full.Contains(provider.Name);

    public IModelRoom RoomOf(ModelEntry model) => this;

    public long TokensOf(Exchange exchange) => 0;

    public bool HasRoom(long tokens, long now) => true;

    public void Hear(ModelEntry model, WireHeaders headers)
    {
    }

    public ValueTask<(ProviderPlace? Place, Failure? Full)> EnterAsync(Exchange exchange, Provider provider) => new(
        _full.Contains(provider.Name)
            ? (null, new Failure(FailureKind.RateLimited, "rate_limit_exceeded", $"{provider.Name} is full") { RetryAfter = TimeSpan.FromSeconds(7) })
            : (null, null));
}
