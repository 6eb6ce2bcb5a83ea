using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>Where a step's argument comes from.</summary>
internal abstract record Argument
{
    private Argument()
    {
    }

    /// <summary>A value that stands in the plan.</summary>
    /// <param name="Value">The value, of the parameter's own type.</param>
    /// <param name="From">What is claimed about its source: <c>user</c>, <c>const</c> or <c>entity</c>; checked, never believed.</param>
    public sealed record Literal(JsonElement Value, string From) : Argument;

    /// <summary>A value of an earlier step's result.</summary>
    /// <param name="Path">As <c>s1.orderId</c> or <c>s1.items[0].id</c>.</param>
    public sealed record Reference(string Path) : Argument;

    /// <summary>The step runs once for each element of a list of an earlier result, at most 20.</summary>
    /// <param name="List">Path of the list, as <c>s1.orders</c>.</param>
    /// <param name="Member">Path inside the element, as <c>orderId</c>; empty for the element itself.</param>
    public sealed record Each(string List, string Member) : Argument;
}
