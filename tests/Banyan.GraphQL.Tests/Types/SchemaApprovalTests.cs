using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

public sealed class SchemaApprovalTests
{
    private static readonly GraphSchema Running = SdlSchema.Read("type Query { a: Int }");

    [Fact]
    public void The_same_text_is_approved() => Assert.Empty(SchemaApproval.Check(Running.Sdl, Running, ""));

    [Fact]
    public void A_breaking_change_must_be_named_and_any_other_be_written_down()
    {
        var before = SdlSchema.Read("type Query { a: Int b: Int }").Sdl;
        Assert.Equal(2, SchemaApproval.Check(before, Running, "").Count);
        Assert.StartsWith("Breaking: Query.b: Query.b was removed.", SchemaApproval.Check(before, Running, "")[0], StringComparison.Ordinal);
        Assert.Single(SchemaApproval.Check(before, Running, "- `Query.b` is gone."));
        Assert.Single(SchemaApproval.Check(SdlSchema.Read("type Query { \"Said.\" a: Int }").Sdl, Running, ""));
    }
}
