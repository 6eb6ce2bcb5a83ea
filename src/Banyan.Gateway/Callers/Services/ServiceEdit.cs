namespace Banyan.Gateway.Callers.Services;

/// <summary>What became of a change to a service or team.</summary>
public enum ServiceEdit
{
    /// <summary>It is made.</summary>
    Done,

    /// <summary>The tenant has no such thing.</summary>
    NotFound,

    /// <summary>Refused: it was changed meanwhile, or the name is taken.</summary>
    Conflict,

    /// <summary>Refused: afterwards nobody could administer the tenant.</summary>
    LastAdmin,
}
