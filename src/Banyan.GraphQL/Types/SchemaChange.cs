namespace Banyan.GraphQL.Types;

/// <summary>One difference between two versions of a schema.</summary>
/// <param name="Impact">What it may do to clients.</param>
/// <param name="Code">A stable word, the reference implementation's where it has one: <c>FIELD_REMOVED</c>.</param>
/// <param name="Coordinate">Where, as a schema coordinate: <c>Prompt.versions(first:)</c>, <c>@tag</c>, <c>Role.ADMIN</c>.</param>
/// <param name="Message">What changed, as a sentence.</param>
public sealed record SchemaChange(ChangeImpact Impact, string Code, string Coordinate, string Message)
{
    /// <summary>The impact, the place and the sentence, in one line.</summary>
    public override string ToString() => $"{Impact}: {Coordinate}: {Message}";
}

/// <summary>What a change may do to clients that were written before it.</summary>
public enum ChangeImpact
{
    /// <summary>Nothing.</summary>
    Safe,

    /// <summary>Their documents stay valid, but may see values they do not expect.</summary>
    Dangerous,

    /// <summary>Their documents may be refused or answered otherwise.</summary>
    Breaking,
}
