namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>An arm to be made.</summary>
/// <param name="Name">Its name: a word of small letters, digits, <c>- _ .</c></param>
/// <param name="VersionId">The version it serves.</param>
/// <param name="Weight">Its share, 0 to 1.</param>
public sealed record NewVariant(string Name, Guid VersionId, double Weight)
{
    /// <summary>The model it asks for; null for the version's own.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the others are compared with it. <value>Default false; without any the first arm is.</value></summary>
    public bool IsControl { get; init; }
}
