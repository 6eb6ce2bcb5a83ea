namespace Banyan.Intents.Checking.Binding;

/// <summary>The words in a name as programs write it: <c>orderId</c>, <c>order_id</c> and <c>order-id</c> are order and id.</summary>
internal static class NameWords
{
    /// <summary>The words, lower case.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var begin = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isBreak = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var isHump = !isBreak && i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isBreak || isHump)
            {
                if (i > begin)
                {
                    words.Add(name[begin..i].ToLowerInvariant());
                }

                begin = isBreak ? i + 1 : i;
            }
        }

        return words;
    }

    /// <summary>A name as a person reads it: <c>orderId</c> is "order".</summary>
    public static string Label(string name)
    {
        var words = Of(name);
        var kept = words.Count > 1 && words[^1] is "id" or "no" or "number" ? words.Take(words.Count - 1) : words;
        return string.Join(' ', kept);
    }
}
