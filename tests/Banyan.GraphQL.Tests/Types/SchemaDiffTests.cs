using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

public sealed class SchemaDiffTests
{
    [Theory]
    [MemberData(nameof(SchemaDiffCases.All), MemberType = typeof(SchemaDiffCases))]
    public void A_change_is_classified(string before, string after, string expected) => Assert.Equal(expected, string.Join('|', Compare(before, after)));

    private static IEnumerable<string> Compare(string before, string after) =>
        SchemaDiff.Compare(SdlSchema.Read(SchemaDiffCases.Whole(before)), SdlSchema.Read(SchemaDiffCases.Whole(after))).Select(change => $"{change.Impact} {change.Coordinate} {change.Code}");
}
