using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>A place where a variable is used.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">What is expected there; null when unknown.</param>
/// <param name="OneOf">The one-of input whose field it fills; else null.</param>
/// <param name="HasDefault">Whether the place has a value of its own when nothing is given.</param>
internal readonly record struct VariableUse(VariableValue Node, GraphType? Type, InputType? OneOf, bool HasDefault);
