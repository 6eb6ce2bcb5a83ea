using System.Text.Json;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

/// <summary>A small schema that uses every form of the builder, its parts declared by several methods.</summary>
internal static class Library
{
    internal enum BookState
    {
        OnShelf,
        Lent,
        L1N,
    }

    internal abstract record Work(string Id, string Title);

    internal sealed record Book(string Id, string Title, BookState State, string? AuthorId) : Work(Id, Title);

    internal sealed record Film(string Id, string Title, int Minutes) : Work(Id, Title);

    internal sealed record Author(string Id, string Name);

    internal sealed record BookInput(string Title, BookState State, IReadOnlyList<string> Tags, JsonElement? Extra);

    public static Dictionary<string, Book> Books { get; } = new[]
    {
        new Book("1", "First", BookState.OnShelf, "a"), new Book("2", "Second", BookState.Lent, null), new Book("3", "Third", BookState.L1N, "a"),
    }.ToDictionary(book => book.Id, StringComparer.Ordinal);

    public static void Declare(GraphBuilder graph)
    {
        DeclareRoots(graph);
        DeclareTypes(graph);
        DeclareMore(graph);
    }

    private static void DeclareRoots(GraphBuilder graph)
    {
        graph.Query("book(id: ID!): Book", context => Books.GetValueOrDefault(context.Arg<string>("id")), "One book.").Arg("id", "Its id.");
        graph.Query("works(\"Only those whose title holds it.\" title: String): [Work!]!", async context =>
        {
            await Task.CompletedTask;
            return Books.Values.ToArray();
        }, "All works.").Requires("works:read").ListSize(20);
        graph.QueryConnection("shelf(state: BookState = ON_SHELF): Book!", (page, _) => ValueTask.FromResult(page.Cut([.. Books.Values], book => book.Id, 3)),
            "What stands there, by id.", ConnectionParts.TotalCount | ConnectionParts.Edges | ConnectionParts.Backward).Arg("state", "Only those of it.");
        graph.Mutation("addBook(\"What to add.\" input: BookInput!): Book!", context => new Book("9", context.Arg<BookInput>("input").Title, BookState.Lent, null), "Adds one.").Cost(25);
        graph.Subscription("added: Book!", _ => Books.Values.ToAsyncEnumerable(), "Each book as it is added.");
    }

    private static void DeclareTypes(GraphBuilder graph)
    {
        graph.Scalars(Scalar.Json, Scalar.Long);
        graph.Enum<BookState>("BookState", "Where a book is.", (BookState.Lent, "With a reader."), (BookState.OnShelf, "On its shelf."), (BookState.L1N, "Nobody knows."))
            .Deprecated(BookState.L1N, "Use LENT.");
        graph.Input("BookInput", "A book to add.", """
            "Its title." title: String!
            "Where it is." state: BookState! = LENT
            "Words for it." tags: [String!]
            "Anything else." extra: JSON = {a: [1, 2.50], b: null}
            """, given => new BookInput(given.Text("title")!, given.Get<BookState>("state"), given.List<string>("tags"), given.Json("extra")));
        graph.Input("Choice", "One of several.", "\"By id.\" id: ID, \"By title.\" title: String").Directive("@oneOf");
        graph.Interface("Work", "What can be lent.", "\"Its id.\" id: ID! \"Its title.\" title: String!");
        graph.Object<Book>("Book", "A book.", book =>
        {
            book.Implements("Work").Key("id", (ids, _) => ValueTask.FromResult<IReadOnlyList<Book>>([.. ids.Reverse().Where(Books.ContainsKey).Select(id => Books[id])]), found => found.Id);
            book.Field("id: ID!", one => one.Id, "Its id.");
            book.Field("title(\"In capitals.\" loud: Boolean = false): String!", (one, context) => context.Arg<bool>("loud") ? one.Title.ToUpperInvariant() : one.Title, "Its title.");
            book.Field("state: BookState!", one => one.State, "Where it is.");
            book.Batch("author: Author", (books, _) => ValueTask.FromResult<IReadOnlyList<Author?>>([.. books.Select(one => one.AuthorId is null ? null : new Author(one.AuthorId, "Ann"))]), "Who wrote it.");
        });
        graph.Object<Film>("Film", "A film.", film =>
        {
            film.Implements("Work");
            film.Field("id: ID!", one => one.Id, "Its id.");
            film.Field("title: String!", one => one.Title, "Its title.");
            film.Field("minutes: Int!", one => one.Minutes, "How long it is.").Deprecated("Use length.");
        });
        graph.Union("Found", "What a search finds.", "Book", "Film", "Author");
        graph.Object<Author>("Author", "Who writes.", author =>
        {
            author.Key("id name", (keys, _) => ValueTask.FromResult<IReadOnlyList<Author?>>([.. keys.Select(key => EntityKeys.Text(key, "id") == "a" ? new Author("a", EntityKeys.Text(key, "name")!) : null)]));
            author.Field("id: ID!", one => one.Id, "Its id.");
        });
    }

    private static void DeclareMore(GraphBuilder graph)
    {
        graph.Directive("@owner(\"Who answers for it.\" team: String!) repeatable on OBJECT | FIELD_DEFINITION", "Who answers for it.", "https://example.org/owner/v1.0");
        graph.Extend<Author>("Author", author => author.Field("name: String!", one => one.Name, "The name on the cover.").Directive("@owner(team: \"catalogue\") @shareable"));
        graph.Query("search(\"What for.\" by: Choice!): [Found!]!", async (FieldContext context) =>
        {
            await Task.CompletedTask;
            return new List<object> { Books["1"] };
        }, "Finds anything.");
    }
}
