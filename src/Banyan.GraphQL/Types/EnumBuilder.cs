using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>What can be said of an enum's values once they are declared.</summary>
public sealed class EnumBuilder<T> : TypeBuilder
    where T : struct, Enum
{
    internal EnumBuilder(TypeDraft draft)
        : base(draft)
    {
    }

    /// <summary>Gives a value another name than its member's.</summary>
    public EnumBuilder<T> Named(T value, string name) => Change(value, entry => entry with { Name = name });

    /// <summary>Marks a value as not to be used any more.</summary>
    /// <param name="value">Which.</param>
    /// <param name="reason">What to use instead, and since when.</param>
    public EnumBuilder<T> Deprecated(T value, string reason) => Change(value, entry => entry with { Deprecation = reason });

    /// <summary>Applies directives to a value, as SDL.</summary>
    public EnumBuilder<T> Directive(T value, string directives) => Change(value, entry => entry with { Directives = $"{entry.Directives} {directives}" });

    /// <summary>Leaves a member out of the schema; resolvers must never give it.</summary>
    public EnumBuilder<T> Without(T value)
    {
        Draft.Entries.RemoveAll(entry => value.Equals(entry.Value));
        return this;
    }

    private EnumBuilder<T> Change(T value, Func<EntryDraft, EntryDraft> change)
    {
        var index = Draft.Entries.FindIndex(entry => value.Equals(entry.Value));
        Draft.Entries[index] = change(Draft.Entries[index]);
        return this;
    }
}
