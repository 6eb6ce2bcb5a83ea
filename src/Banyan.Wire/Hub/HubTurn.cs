namespace Banyan.Wire.Hub;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="At">Pointer to the turn in the caller's body.</param>
public sealed record HubTurn(HubRole Role, string At)
{
    /// <summary>The speaker's name (OpenAI chat only).</summary>
    public Sourced<Json.JsonText>? Name { get; init; }

    /// <summary>What is said, in order. Tool results are parts of a <see cref="HubRole.Tool"/> turn.</summary>
    public List<HubPart> Parts { get; init; } = [];
}
