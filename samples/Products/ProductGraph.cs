using Banyan.GraphQL.Types;

namespace Products;

/// <summary>The schema of the subgraph, as Apollo's compatibility suite fixes it.</summary>
internal static class ProductGraph
{
    public static GraphSchema Schema { get; } = GraphSchema.Build(graph =>
    {
        graph.Directive("@custom on OBJECT", "A directive of this subgraph's own, kept by composition.", "https://myspecs.dev/myCustomDirective/v1.0");
        DeclareRoots(graph);
        DeclareProducts(graph);
        DeclareResearch(graph);
        DeclareShared(graph);
    }, new GraphSchemaOptions { RequireDescriptions = true });

    private static void DeclareRoots(GraphBuilder graph)
    {
        graph.Query("product(id: ID!): Product", c => Array.Find(Catalogue.Products, product => product.Id == c.Arg<string>("id")), "One product.")
            .Arg("id", "Its id.");
        graph.Query(
            "deprecatedProduct(sku: String!, package: String!): DeprecatedProduct", c => Deprecated(c.Arg<string>("sku"), c.Arg<string>("package")), "A product that is no longer offered.")
            .Arg("sku", "Its article number.").Arg("package", "Its package.").Deprecated("Use product query instead");
    }

    private static void DeclareProducts(GraphBuilder graph)
    {
        graph.Object<Product>("Product", "What is offered.", product =>
        {
            product.Directive("@custom");
            product.Key("id", (ids, _) => Found(ids.SelectMany(id => Catalogue.Products.Where(one => one.Id == id))), one => one.Id);
            product.Key("sku package", (keys, _) => Found(keys.Select(key => Array.Find(
                Catalogue.Products, one => one.Sku == EntityKeys.Text(key, "sku") && one.Package == EntityKeys.Text(key, "package")))));
            product.Key("sku variation { id }", (keys, _) => Found(keys.Select(key => Array.Find(
                Catalogue.Products, one => one.Sku == EntityKeys.Text(key, "sku") && one.Variation == EntityKeys.Text(key, "variation.id")))));
            product.Field("id: ID!", one => one.Id, "Stable.");
            product.Field("sku: String", one => one.Sku, "Its article number.");
            product.Field("package: String", one => one.Package, "Its package.");
            product.Field("variation: ProductVariation", one => one.Variation, "Which of several it is.");
            product.Field("dimensions: ProductDimension", _ => Catalogue.Dimension, "How large it is.");
            product.Field("createdBy: User @provides(fields: \"totalProductsCreated\")", _ => Catalogue.Creator, "Who made it.");
            product.Field("notes: String @tag(name: \"internal\")", _ => null, "What colleagues should know.");
            product.Field("research: [ProductResearch!]!", one => one.Research, "What was found out about it.");
        });
        graph.Object<string>("ProductVariation", "One of several forms of a product.", variation => variation.Field("id: ID!", id => id, "Stable."));
        graph.Object<DeprecatedProduct>("DeprecatedProduct", "What is no longer offered.", product =>
        {
            product.Key("sku package", (keys, _) => Found(keys.Select(key => Deprecated(EntityKeys.Text(key, "sku"), EntityKeys.Text(key, "package")))));
            product.Field("sku: String!", one => one.Sku, "Its article number.");
            product.Field("package: String!", one => one.Package, "Its package.");
            product.Field("reason: String", one => one.Reason, "Why, and what to take instead.");
            product.Field("createdBy: User", _ => Catalogue.Creator, "Who made it.");
        });
    }

    private static void DeclareResearch(GraphBuilder graph)
    {
        graph.Object<Research>("ProductResearch", "What was found out about a product.", research =>
        {
            research.Key("study { caseNumber }", (keys, _) => Found(keys.Select(key => Array.Find(Catalogue.Research, one => one.Study.CaseNumber == EntityKeys.Text(key, "study.caseNumber")))));
            research.Field("study: CaseStudy!", one => one.Study, "The study it comes from.");
            research.Field("outcome: String", one => one.Outcome, "What came of it.");
        });
        graph.Object<Study>("CaseStudy", "A study.", study =>
        {
            study.Field("caseNumber: ID!", one => one.CaseNumber, "Its number.");
            study.Field("description: String", one => one.Description, "What it is about.");
        });
    }

    private static void DeclareShared(GraphBuilder graph)
    {
        graph.Object<Dimension>("ProductDimension", "How large a product is.", dimension =>
        {
            dimension.Directive("@shareable");
            dimension.Field("size: String", one => one.Size, "In words.");
            dimension.Field("weight: Float", one => one.Weight, "In its unit.");
            dimension.Field("unit: String @inaccessible", one => one.Unit, "The unit of weight.");
        });
        graph.Object<User>("User", "Who makes products; another subgraph's type.", user =>
        {
            user.Key("email", (keys, _) => Found(keys.Select(key => new User(EntityKeys.Text(key, "email")!, Whole(key, "totalProductsCreated"), Whole(key, "yearsOfEmployment")))));
            user.Directive("@extends");
            user.Field("averageProductsCreatedPerYear: Int @requires(fields: \"totalProductsCreated yearsOfEmployment\")", one => one.AveragePerYear, "Worked out from what others send.");
            user.Field("email: ID! @external", one => one.Email, "Tells one from another.");
            user.Field("name: String @override(from: \"users\")", _ => "Jane Smith", "Given here instead of there.");
            user.Field("totalProductsCreated: Int @external", one => one.TotalProductsCreated, "All of them.");
            user.Field("yearsOfEmployment: Int! @external", one => one.YearsOfEmployment, "Whole years.");
        });
        graph.Object<Inventory>("Inventory", "Products on the shelf; an interface elsewhere, fields of which are given here.", inventory =>
        {
            inventory.Directive("@interfaceObject");
            inventory.Key("id", (keys, _) => Found(keys.Ids("id").Select(id => new Inventory(id))));
            inventory.Field("id: ID!", one => one.Id, "Stable.");
            inventory.Field("deprecatedProducts: [DeprecatedProduct!]!", _ => Catalogue.Deprecated, "Those no longer offered.");
        });
    }

    private static DeprecatedProduct? Deprecated(string? sku, string? package) => Array.Find(Catalogue.Deprecated, product => product.Sku == sku && product.Package == package);

    private static int? Whole(IReadOnlyDictionary<string, object?> representation, string field) => (int?)EntityKeys.Number(representation, field);

    private static ValueTask<IReadOnlyList<T>> Found<T>(IEnumerable<T> values) => ValueTask.FromResult<IReadOnlyList<T>>([.. values]);
}
