using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>A field that shares an answer's object with others.</summary>
/// <param name="Node">As written.</param>
/// <param name="Parent">The type it is selected on; null when unknown.</param>
/// <param name="Field">What that type has of its name; null when nothing.</param>
/// <param name="Owner">The field whose selection led here; null at the root.</param>
internal sealed record MergedField(FieldNode Node, NamedType? Parent, GraphField? Field, MergedField? Owner);
