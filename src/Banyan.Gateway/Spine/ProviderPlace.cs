namespace Banyan.Gateway.Spine;

/// <summary>Room that an attempt holds at a provider.</summary>
public abstract class ProviderPlace
{
    /// <summary>Gives the room back and takes what was used of the provider's tokens. Later calls do nothing.</summary>
    public abstract void Leave(long tokens);
}
