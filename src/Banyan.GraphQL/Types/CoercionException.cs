using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>A value does not fit its type; the message says why, in words the caller may read.</summary>
public sealed class CoercionException(string message) : Exception(message)
{
    /// <summary>The value in the document; null when that is not known, and the field is to blame.</summary>
    internal ValueNode? At { get; init; }
}
