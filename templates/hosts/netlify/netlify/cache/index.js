// يُبقي .cache/mujaz بين بناء وآخر، ولو لم يتمّ البناء.
const FOLDER = ".cache/mujaz";

module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(FOLDER),
  onEnd: ({ utils }) => utils.cache.save(FOLDER),
};
