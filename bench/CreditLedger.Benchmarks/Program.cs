using CreditLedger.Benchmarks;

try
{
    var options = new Options(args.Skip(1));
    switch (args.FirstOrDefault())
    {
        case "generate":
            await new SpaceGenerator(options.File("--database"), options.Number("--members", 5_000), options.Number("--entries", 1_000_000),
                options.Number("--seed", 1), options.Number("--bookings", 0))
                .RunAsync(Console.Error, CancellationToken.None);
            return 0;
        case "measure":
            await new Measurement(options).RunAsync(Console.Out, Console.Error, CancellationToken.None);
            return 0;
        case "pages":
            await new PageMeasurement(options).RunAsync(Console.Out, CancellationToken.None);
            return 0;
        case IssuingMeasurement.ChildVerb:
            await IssuingMeasurement.RunChildAsync(options, CancellationToken.None);
            return 0;
        case ImportMeasurement.ChildVerb:
            await ImportMeasurement.RunChildAsync(options, CancellationToken.None);
            return 0;
        default:
            Console.Error.WriteLine("""
                usage: generate --database FILE [--members N] [--entries E] [--bookings B] [--seed S]
                       measure [--entries E] [--members N] [--import-rows R] [--postings P] [--memberships P]
                               [--database FILE] [--folder DIRECTORY] [--seed S]
                       pages --url URL --email E --password P --pages /members,/credits+/members [--clients C] [--seconds S]
                """);
            return 2;
    }
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
