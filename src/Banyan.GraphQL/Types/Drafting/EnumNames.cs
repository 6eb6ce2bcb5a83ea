using System.Text;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>How an enum's members are named in the schema.</summary>
internal static class EnumNames
{
    /// <summary><c>InProgress</c> is <c>IN_PROGRESS</c>, <c>L1N</c> is <c>L1N</c>, <c>HttpCall2</c> is <c>HTTP_CALL2</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsUpper(name[index]) && (char.IsLower(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]) && char.IsUpper(name[index - 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[index]));
        }

        return text.ToString();
    }
}
