namespace Banyan.Intents.Spine;

/// <summary>Where a value came from; it travels with the value.</summary>
/// <param name="Word"><c>user</c>, <c>caller</c>, <c>const</c>, <c>tool:&lt;service&gt;</c>, <c>tool:&lt;service&gt;/owned</c>, <c>entity</c>, <c>client</c> or <c>model</c>.</param>
internal readonly record struct Provenance(string Word)
{
    /// <summary>The user's own words.</summary>
    public static Provenance User { get; } = new("user");

    /// <summary>The verified caller.</summary>
    public static Provenance CallerBound { get; } = new("caller");

    /// <summary>A default or constant of the definition.</summary>
    public static Provenance Const { get; } = new("const");

    /// <summary>A thing this conversation spoke of.</summary>
    public static Provenance Entity { get; } = new("entity");

    /// <summary>A program that speaks for the person.</summary>
    public static Provenance Client { get; } = new("client");

    /// <summary>Nobody can say but a model.</summary>
    public static Provenance Model { get; } = new("model");

    /// <summary>A backend's result; owned when it was proved to be the caller's record.</summary>
    public static Provenance Tool(string service, bool isOwned) => new(isOwned ? $"tool:{service}/owned" : $"tool:{service}");
}
