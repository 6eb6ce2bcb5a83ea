using System.Text.RegularExpressions;

namespace Banyan.Intents.Tests.Discovery.Matching;

/// <summary>How another team would have called it: the table with which the suite renames operations. The matcher does not know it.</summary>
internal static partial class Synonyms
{
    private static readonly Dictionary<string, string> Table = new[]
    {
        "get fetch", "find look up", "search browse", "list enumerate", "show display", "check inspect", "lookup seek", "calculate compute", "create make", "generate produce", "add append", "modify change",
        "update edit", "cancel abort", "return send back", "exchange swap", "book arrange", "reserve hold", "buy purchase", "send dispatch", "convert turn", "translate render", "analyze examine", "schedule plan",
        "transfer hand over", "play start", "order purchase", "orders purchases", "user customer", "users customers", "item article", "items articles", "product good", "products goods", "payment paying", "method means",
        "address place", "address1 line one", "address2 line two", "zip postal code", "city town", "state region", "country nation", "email mail", "phone telephone", "number no", "name label", "first given", "last family",
        "id identifier", "ids identifiers", "details particulars", "detail particular", "reason cause", "pending open", "delivered arrived", "date day", "time hour", "origin start", "destination target", "departure leaving",
        "arrival coming", "price cost", "fare charge", "amount sum", "total whole", "type kind", "types kinds", "group party", "size extent", "restaurant diner", "restaurants diners", "hotel inn", "hotels inns", "movie film",
        "movies films", "theater cinema", "theatre cinema", "song track", "songs tracks", "music audio", "artist performer", "album record", "genre style", "event happening", "events happenings", "ticket pass", "tickets passes",
        "appointment slot", "doctor physician", "dentist tooth doctor", "stylist hairdresser", "salon parlour", "rating score", "review opinion", "reviews opinions", "flight connection", "flights connections", "airline carrier",
        "airlines carriers", "bus coach", "buses coaches", "car vehicle", "cars vehicles", "rental hire", "ride trip", "cab taxi", "location spot", "area district", "room chamber", "rooms chambers", "house home", "apartment flat",
        "street road", "distance mileage", "duration length", "text passage", "language tongue", "password passphrase", "loan credit", "interest yield", "tax levy", "salary wage", "discount rebate", "invoice bill", "meeting session",
        "sentence phrase", "word term", "definition meaning", "random arbitrary", "average mean", "year annum", "month period", "message note", "customer client", "company firm", "stock share", "recipe dish", "recipes dishes",
        "summary digest", "thought idea", "human person", "agents staff", "new fresh", "status condition", "description account", "title heading", "category class", "file document", "results hits", "available free",
        "given certain", "based depending", "pickup collection", "dropoff handback", "seats chairs", "passengers travellers", "adults grown ups", "query question", "nearby close",
    }.Select(pair => pair.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>A name as the other team would write it: other words, camel case.</summary>
    public static string Name(string name)
    {
        var words = Part().Matches(name).SelectMany(match => Word(match.Value.ToLowerInvariant()).Split(' ')).ToList();
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>A sentence in other words.</summary>
    public static string Text(string text) => Letters().Replace(text, match => Word(match.Value.ToLowerInvariant()));

    private static string Word(string word) => Table.GetValueOrDefault(word, word);

    [GeneratedRegex("[A-Z]?[a-z]+[0-9]?|[A-Z]+(?![a-z])|[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Part();

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
