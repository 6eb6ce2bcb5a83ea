namespace Banyan.GraphQL.Types;

/// <summary>A value does not fit its type; the message says why, in words the caller may read.</summary>
public sealed class CoercionException(string message) : Exception(message);
