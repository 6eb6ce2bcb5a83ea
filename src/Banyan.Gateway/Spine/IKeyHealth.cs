namespace Banyan.Gateway.Spine;

/// <summary>What attempts on this node have learnt of the keys of providers.</summary>
public interface IKeyHealth
{
    /// <summary>How a key stands; nothing is known of one that was not used since the process began.</summary>
    KeyReading Of(Provider provider, ProviderKey key);
}
