namespace Banyan.Gateway.Spine;

/// <summary>How an ask crossed from the caller to an upstream.</summary>
public enum Treatment : byte
{
    /// <summary>Byte for byte.</summary>
    Relay,

    /// <summary>Named spans changed, every other byte kept.</summary>
    Edit,

    /// <summary>Into another language, with a mapping report.</summary>
    Translate,
}
