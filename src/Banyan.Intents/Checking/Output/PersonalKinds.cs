using Banyan.Intents.Checking.Binding;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Output;

/// <summary>What kind of personal value a field holds, for the name of its placeholder.</summary>
internal static class PersonalKinds
{
    /// <summary>Whether a field is marked <c>pii</c>.</summary>
    public static bool IsPersonal(JsonSchema schema) => schema.Word("x-banyan-sensitivity") == "pii";

    /// <summary>As <c>PHONE</c>.</summary>
    public static string Of(string name, JsonSchema schema)
    {
        var words = NameWords.Of(name);
        return schema.Format == "email" || Any("mail", "email") ? "EMAIL"
            : Any("phone", "tel", "telephone", "mobile", "fax") ? "PHONE"
            : Any("birth", "dob", "birthday") ? "DATE_OF_BIRTH"
            : Any("iban") ? "IBAN"
            : Any("card") ? "CARD"
            : Any("address", "street", "city", "zip", "postcode", "postal", "country", "addr") ? "ADDRESS"
            : Any("name", "customer", "person", "recipient") ? "PERSON"
            : "PRIVATE";

        bool Any(params ReadOnlySpan<string> known)
        {
            foreach (var word in known)
            {
                if (words.Contains(word, StringComparer.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
