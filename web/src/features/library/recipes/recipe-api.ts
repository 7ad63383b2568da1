import { graphql } from "../../../graphql/graphql.ts";

export const recipeQuery = graphql(`
  query RecipeDocument($recipeId: UUID!) {
    recipeDocument(recipeId: $recipeId)
  }
`);

export const previewQuery = graphql(`
  query PreviewRecipe($ingredients: [RecipeLineInput]!, $servings: BigFloat, $cookedWeightG: BigFloat, $recipeId: UUID) {
    previewRecipe(ingredients: $ingredients, servings: $servings, cookedWeightG: $cookedWeightG, recipeId: $recipeId)
  }
`);

export const saveMutation = graphql(`
  mutation SaveRecipe($input: SaveRecipeInput!) {
    saveRecipe(input: $input) {
      result {
        id
        rowId
        revision
        updatedAt
      }
    }
  }
`);

export const copyMutation = graphql(`
  mutation CopyRecipe($input: CopyRecipeInput!) {
    copyRecipe(input: $input) {
      result {
        id
        rowId
        name
      }
    }
  }
`);

export const archiveMutation = graphql(`
  mutation ArchiveRecipe($input: ArchiveRecipeInput!) {
    archiveRecipe(input: $input) {
      result {
        id
        rowId
        archivedAt
      }
    }
  }
`);

export const deleteMutation = graphql(`
  mutation DeleteRecipe($input: DeleteRecipeInput!) {
    deleteRecipe(input: $input) {
      result
    }
  }
`);
