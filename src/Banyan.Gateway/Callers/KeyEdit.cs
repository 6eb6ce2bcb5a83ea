namespace Banyan.Gateway.Callers;

/// <summary>What became of a change to a key.</summary>
public enum KeyEdit
{
    /// <summary>It is made.</summary>
    Done,

    /// <summary>The tenant has no such key in force.</summary>
    NotFound,

    /// <summary>Refused: afterwards nobody could administer the tenant.</summary>
    LastAdmin,

    /// <summary>Refused: somebody else changed it meanwhile.</summary>
    Changed,
}
