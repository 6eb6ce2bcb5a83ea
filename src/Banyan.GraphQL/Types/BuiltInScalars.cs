using Banyan.GraphQL.Types.Scalars;

namespace Banyan.GraphQL.Types;

/// <summary>The five scalars of the specification.</summary>
internal static class BuiltInScalars
{
    public static IEnumerable<ScalarType> Create() =>
    [
        new("String", "Text.", new StringScalar()),
        new("Boolean", "True or false.", new BooleanScalar()),
        new("Int", "A whole number of 32 bits.", new IntScalar()),
        new("Float", "A finite number of double precision.", new FloatScalar()),
        new("ID", "An opaque identifier, given as text; a whole number is read as its digits.", new IdScalar()),
    ];
}
