namespace Banyan.GraphQL.Language;

/// <summary>Why no token could be read, and where.</summary>
internal sealed record LexicalFault(int Position, string Says);
