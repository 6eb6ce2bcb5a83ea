namespace Banyan.Intents.Spine;

/// <summary>Which side of the migration a backend stands on.</summary>
internal enum Generation
{
    /// <summary>The system that is being replaced.</summary>
    Legacy,

    /// <summary>A service that replaces a part of it.</summary>
    Modern,
}
