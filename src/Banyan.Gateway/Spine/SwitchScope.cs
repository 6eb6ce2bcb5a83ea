namespace Banyan.Gateway.Spine;

/// <summary>What a kill switch stops.</summary>
public enum SwitchScope
{
    /// <summary>Everything of the tenant.</summary>
    Global,

    /// <summary>Every model of a provider.</summary>
    Provider,

    /// <summary>A model, by its full name.</summary>
    Model,

    /// <summary>A calling application.</summary>
    Service,

    /// <summary>A use the caller names.</summary>
    Feature,

    /// <summary>An intent, by its key.</summary>
    Intent,
}
