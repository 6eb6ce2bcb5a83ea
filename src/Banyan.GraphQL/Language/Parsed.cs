using System.Diagnostics.CodeAnalysis;

namespace Banyan.GraphQL.Language;

/// <summary>What a text was read as, or why it could not be.</summary>
internal readonly record struct Parsed<T>(T? Value, GraphError? Error)
    where T : class
{
    /// <summary>Whether it was read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsGood => Error is null;
}
